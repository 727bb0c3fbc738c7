//! What one can do with a calibration.

use super::model::Calibration;

vault::acts! { Calibration;
    /// Lists those one leads.
    ListCalibrations = "calibration.list", List, "Weegijkingen bekijken", "List the calibrations";
    /// Prepares one.
    PrepareCalibration = "calibration.prepare", Create, "Weegijking voorbereiden", "Prepare a calibration";
    /// Reads one as who leads it.
    ReadCalibration = "calibration.read", Look, "Weegijking lezen", "Read the calibration";
    /// Lets another table take part.
    AddTable = "calibration.add-table", Change, "Tafel toevoegen", "Add a table";
    /// Lets the tables read.
    StartCalibration = "calibration.start", Change, "Tafels laten lezen", "Let the tables read";
    /// Sees the signal and, once they are open, the readings, as who has the address of a table.
    JoinCalibration = "calibration.join", Look, "Meedoen aan een weegijking", "Join a calibration";
    /// Hands in the reading of a table.
    HandInReading = "calibration.hand-in", Change, "Lezing inleveren", "Hand in a reading";
    /// Lays the readings side by side.
    OpenReadings = "calibration.open", Change, "Lezingen openen", "Open the readings";
    /// Writes down something of the talk.
    NoteTalk = "calibration.note", Change, "Gesprek vastleggen", "Note the talk";
    /// Agrees on a lesson.
    AgreeLesson = "calibration.agree", Change, "Les afspreken", "Agree on a lesson";
    /// Ends it.
    CloseCalibration = "calibration.close", Change, "Weegijking afsluiten", "Close the calibration";
}
