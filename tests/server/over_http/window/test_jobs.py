"""Jobs of the window's own tests, done by a window whose books lie at the centre."""

from tests.ui.custody.test_intake import (  # noqa: F401
    test_a_thing_is_received_with_scans_and_command_codes_only,
)
from tests.ui.requests.test_approvals import (  # noqa: F401
    test_a_request_changed_after_it_was_read_is_shown_anew_and_not_decided,
    test_valuables_go_on_to_the_leader,
)
from tests.ui.window.test_lock import (  # noqa: F401
    test_an_answer_of_the_sign_in_before_does_not_lock_the_screen_again,
    test_f12_locks_and_only_the_own_password_opens_again,
    test_who_signs_in_elsewhere_finds_this_screen_locked_with_the_reason,
)
from tests.ui.window.test_scans import (  # noqa: F401
    test_a_scanned_label_opens_its_card_from_any_page,
)
from tests.ui.window.test_second_person import (  # noqa: F401
    test_the_second_person_signs_in_the_dialog_and_the_act_names_both,
)
