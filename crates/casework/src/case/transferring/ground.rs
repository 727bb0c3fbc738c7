//! On which ground a case goes to another municipality.

kernel::words! {
    /// Why another municipality's table may have it; there is no fourth (Wgpga art. 7 lid 1).
    pub enum TransferGround {
        Stay = "stay", "de persoon verblijft daar, of gaat daar verblijven", "the person stays there, or is going to";
        Effects = "effects", "de gevolgen zijn daar merkbaar", "the effects are felt there";
        SocialRelation = "social-relation", "iemand met wie de persoon een sociale relatie heeft, verblijft daar", "somebody with whom the person has a social relation stays there";
    }
}
