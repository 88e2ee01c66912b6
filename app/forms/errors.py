"""What is said when a form is asked of something that has none: each tells what the form is of."""

from app.errors import Refused


class FormOfOther(Refused):
    """The form `sheet` is of `of` (that went through `acts`; a request of `kind`), and `given` names none (`found`)."""

    code = "R180"


class FormNotLeft(Refused):
    """`number` is what the form `sheet` is of, but none of the `acts` that leave it was done; what it `has`."""

    code = "R181"


class FormNotMade(Refused):
    """No act of this program leaves the form `sheet` yet."""

    code = "R182"


class FormSumDiffers(Refused):
    """The amount on a form is not what its rows add up to: `rows`, `told`."""

    code = "R26"
