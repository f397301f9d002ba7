"""Every migration runs on PostgreSQL, there and back, and leaves what the models say."""

from flask_migrate import check, downgrade, upgrade


def test_the_migrations_leave_what_the_models_say(context):
    check()


def test_they_run_back_to_nothing_and_up_again(context):
    downgrade(revision="base")
    upgrade()
    check()
