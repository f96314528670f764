"""Several workers that share one reading of the evidence: `gunicorn app:server` reads this file by itself."""

import ctypes

C = ctypes.CDLL(None)
MALLOC = {-8: 1, -1: 2_000_000, -3: 1_000_000}
"""For mallopt of the GNU C library: one arena, what is free above 2 MB given back, 1 MB and more a piece of its own.

Said before anything is read: left alone, each thread has an arena and keeps what it once needed, a third of all memory
after a while, and one that is there by then stays.
"""
for option, value in MALLOC.items():
    getattr(C, "mallopt", lambda *_: 0)(option, value)

import gc
import logging
import os
from typing import cast

import gunicorn.arbiter
import gunicorn.workers.base
from dash import page_registry
from flask import Flask

from dashboard.components.pack_maker import MAKER
from dashboard.evidence import evidence
from dashboard.evidence.partnerships import DEFAULT_PARTNERSHIP
from dashboard.vocabulary import GRAINS

GIVEN_BACK = 200
"""Requests of a worker after which it gives back what is free: 9 MB, found in less than a millisecond."""

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8050')}"
workers, threads = 2, 4  # a worker that makes a pack still answers others
keepalive = 75  # seconds: longer than a reader rests, or a question meets a connection that is just being closed
timeout = 120  # seconds: a pack of many areas takes long
preload_app = True  # the evidence is read once, before the workers part


def when_ready(server: gunicorn.arbiter.Arbiter) -> None:
    """Before the workers part: work out the pages of the default partnership, so that no first visitor waits.

    What is held by then is shared by the workers, and kept shared: the collector of garbage leaves it alone. What
    packs alone need is held by a process of their own.
    """
    MAKER.announce()
    visitor = cast(Flask, server.app.wsgi()).test_client()
    for page in page_registry.values():
        if page["path_template"] is None:
            page["layout"]()
            visitor.get(page["path"])  # with its first view, and Dash set up: it would fail others that come meanwhile
    priorities = evidence(DEFAULT_PARTNERSHIP).partnership.priorities
    tried = ",".join(str(place) for place, _ in enumerate(priorities, start=1))
    for grain in GRAINS:  # what all weights that are tried rest on (docs/decisions/0028)
        visitor.get("/ahead/need", query_string={"weights": tried, "grain": grain.value})
    logging.getLogger("gunicorn.error").info("the pages of the default partnership are ready")
    gc.collect()
    gc.freeze()
    give_back()
    MAKER.start(leave=[one.close for one in server.LISTENERS])


def post_request(worker: gunicorn.workers.base.Worker, _: object) -> None:
    """Now and then: give back what is free."""
    if worker.nr % GIVEN_BACK == 0:
        give_back()


def give_back() -> None:
    """Give back to the system what is free between what is held, which mallopt alone does not."""
    getattr(C, "malloc_trim", lambda _: 0)(0)
