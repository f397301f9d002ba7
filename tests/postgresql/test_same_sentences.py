"""What other rooms say of the chains, of a need's course and of the demonstration holds on PostgreSQL."""

from tests.chains.test_breaks import *  # noqa: F403
from tests.chains.test_table import *  # noqa: F403
from tests.demo.test_demonstration import *  # noqa: F403
from tests.needs.test_flow import *  # noqa: F403
