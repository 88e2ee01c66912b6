"""The widest of them on any day; the files beside this one have all of them at night."""

from tests.app.leads.test_walk import (  # noqa: F401
    test_a_filed_lead_is_a_case_and_its_first_thing_is_taken_in,
    test_a_key_persons_lead_is_reported_to_two_and_closes_with_two_receipts,
)
from tests.app.petitions.test_identities import (  # noqa: F401
    test_an_identity_is_seen_once_after_another_offices_grant,
)
from tests.app.petitions.test_intake import (  # noqa: F401
    test_what_is_about_the_own_head_leaves_him_no_sign,
)
from tests.app.petitions.test_life import (  # noqa: F401
    test_an_objection_with_new_evidence_goes_back_to_the_handler,
)
