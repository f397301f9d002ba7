"""Read by gunicorn from the folder it is started in: what each worker does before it serves."""


def post_worker_init(worker):
    from app.matches.warming import read_beside, warm_up

    warm_up()
    read_beside(worker.wsgi)
