//! What anything that happens after the plan is for.

kernel::words! {
    /// What anything that happens after the plan is for; there is no fifth (CAS-03, Wgpga art. 6 lid 2).
    pub enum Purpose {
        Execute = "execute", "het plan uitvoeren", "carry out the plan";
        Evaluate = "evaluate", "terugkijken op het plan", "look back on the plan";
        Adjust = "adjust", "het plan bijstellen", "adjust the plan";
        Close = "close", "beslissen over afsluiten", "decide on closing";
    }
}
