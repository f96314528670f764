"""Several workers that share one reading of the evidence: `gunicorn app:server` reads this file by itself."""

import gc
import logging
import os

import gunicorn.arbiter
from dash import page_registry

from dashboard.evidence import evidence
from dashboard.evidence.partnerships import DEFAULT_PARTNERSHIP
from dashboard.exports.pack.make import get_ready

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8050')}"
workers, threads = 2, 4  # a worker that makes a pack still answers others
timeout = 120  # seconds: a pack of many areas takes long
preload_app = True  # the evidence is read once, before the workers part


def when_ready(server: gunicorn.arbiter.Arbiter) -> None:
    """Before the workers part: work out the pages of the default partnership, so that no first visitor waits.

    What is held by then is shared by the workers, and kept shared: the collector of garbage leaves it alone.
    """
    get_ready(evidence(DEFAULT_PARTNERSHIP)).join()
    for page in page_registry.values():
        if page["path_template"] is None:
            page["layout"]()
    logging.getLogger("gunicorn.error").info("the pages of the default partnership are ready")
    gc.collect()
    gc.freeze()
