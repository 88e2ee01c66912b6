"""How leads say no (R111–R127, R178); the sentences stand in resources/words/leads.json."""

from app.errors import Refused


class LeadNotYours(Refused):
    """The lead is not known to the asker; nothing is told of it, not even that there is one."""

    code = "R111"


class LeadHandledByOthers(LeadNotYours):
    """The asker may read the lead; what he asks for is done by who handles it, or heads the office that has it."""

    code = "R111"


class GroupSigns(LeadNotYours):
    """A verification's report is signed by the members of its group (`names`)."""

    code = "R111"


class LeadKnown(Refused):
    """The same letter, or the same person with the same matter, is registered under `number`."""

    code = "R112"


class LeadKnownElsewhere(Refused):
    """The same is registered where the asker does not see it: nothing more is told."""

    code = "R112"


class MeasureBeforeFiling(Refused):
    """`measure` needs a filed case."""

    code = "R113"


class MeasureNotApproved(Refused):
    """The storeroom takes things of lead `number` only under a measure that was approved (`measure`)."""

    code = "R113"


class PriorLeadsUnseen(Refused):
    """Earlier leads about the same persons (`numbers`) were not looked at."""

    code = "R114"


class PartsClash(Refused):
    """Who proposes, handles and approves one lead are different persons (`name`)."""

    code = "R115"


class ReporterHandles(Refused):
    """The office that reported a lead (`office`) gets it only if it is in its remit."""

    code = "R116"


class OutOfTurn(Refused):
    """The approvals go in their order: `role` is next."""

    code = "R117"


class MeetingMissing(Refused):
    """No meeting of this round has discussed the lead."""

    code = "R118"


class MeetingAgreedOtherwise(Refused):
    """The meeting that a way rests on has agreed on another one (`agreed`)."""

    code = "R188"


class AttendeeAway(Refused):
    """`name` is recused or was not there and cannot be minuted as present."""

    code = "R119"


class OpinionMissing(Refused):
    """`name` was there and no opinion of his stands in the minutes."""

    code = "R119"


class QuorumMissing(Refused):
    """`present` were there; `need` are needed."""

    code = "R119"


class PlanIncomplete(Refused):
    """The plan lacks `part`."""

    code = "R120"


class SignatureMissing(Refused):
    """`name` has not signed (`what`)."""

    code = "R121"


class ReviewTooFar(Refused):
    """A parked lead is looked at again within `limit` days."""

    code = "R122"


class MaterialMissing(Refused):
    """The archive lacks `material`."""

    code = "R123"


class OnlyAdded(Refused):
    """The mark of a key person is added, never removed."""

    code = "R124"


class LedgerUnbalanced(Refused):
    """The month of `office` does not balance: `told` on one side, `counted` on the other."""

    code = "R125"


class ReceiptMissing(Refused):
    """The report `number` still lacks the receipt of `recipient`."""

    code = "R126"


class LetterSettled(Refused):
    """The supervision letter `number` is settled: it is answered and judged no more."""

    code = "R178"


class NotInStock(Refused):
    """A lead without a living code takes no paper, meeting or thing."""

    code = "R127"
