"""Reads batches of reports with Dask: by several processes of this machine, or by a cluster of machines.

A worker that is lost costs time, not reports: Dask gives its batches to another. Dask and its workers trust
one another fully, so a cluster belongs in a network of one's own (see docs/scale.md).
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from lib.batch import Batch, Outcome, Reader, read_batch
from lib.errors import DataError
from lib.readers import Problem

_AHEAD = 3
"""Batches for each worker that are on their way at once, so that none waits and none fills the memory."""
_WORKERS = {
    # They would else look a hundred times a second at what they are doing.
    "distributed.worker.profile.enabled": False,
    # They would else give memory back at every turn; reading, in a thread of theirs, then takes a tenth longer.
    "distributed.nanny.pre-spawn-environ": {
        "MALLOC_ARENA_MAX": 1,
        "MALLOC_TRIM_THRESHOLD_": 256 * 1024 * 1024,
        **dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), 1),
    },
}
"""How the workers of this machine are started, where that is not Dask's own way."""
_INSTALL = "Several processes need Dask. Run: pip install --group batch"


@contextmanager
def readers(model: str, *, processes: int = 0, scheduler: str = "") -> Iterator[Reader]:
    """What reads batches with a number of processes of this machine, or with those of a Dask scheduler.

    Args:
        scheduler: Address of a running scheduler, such as "tcp://10.0.0.5:8786"; its workers need the same
            Dateline.

    Raises:
        DataError: when Dask is not installed, or the scheduler cannot be reached.
    """
    dask, distributed = _dask()
    if scheduler:
        try:
            client = distributed.Client(scheduler, timeout="20s", set_as_default=False)
        except (OSError, ValueError) as error:
            raise DataError(f"The scheduler {scheduler} cannot be reached. Check its address.") from error
        with client:
            yield _reader(client, model)
        return
    with (
        dask.config.set(_WORKERS),
        distributed.LocalCluster(
            n_workers=processes,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            memory_limit=None,
            silence_logs=logging.CRITICAL,
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        yield _reader(client, model)


def _dask() -> tuple[Any, Any]:
    try:
        import dask
        import distributed
    except ImportError as error:
        raise DataError(_INSTALL) from error
    return dask, distributed


def _reader(client: Any, model: str) -> Reader:
    def read(batches: Iterable[Batch]) -> Iterator[Outcome]:
        waiting: deque[tuple[Batch, Any]] = deque()
        for batch in batches:
            waiting.append((batch, client.submit(read_batch, batch, model, pure=False)))
            while len(waiting) > _AHEAD * max(1, len(client.nthreads())):
                yield _result(client, *waiting.popleft(), model)
        while waiting:
            yield _result(client, *waiting.popleft(), model)

    return read


def _result(client: Any, batch: Batch, future: Any, model: str) -> Outcome:
    """What came of a batch. When it was lost with one worker after another, its reports are read one by one."""
    from distributed.scheduler import KilledWorker

    try:
        outcome: Outcome = future.result()
        return outcome
    except KilledWorker:
        if len(batch) == 1:
            from lib.provenance import current

            reason = "It ended every process that read it. Split it, or report the fault."
            return Outcome(current(model), (Problem(batch[0].title or batch[0].id, reason),))
    except DataError:
        raise
    except Exception as error:
        # Reading lets nothing else through, so this is trouble between scheduler, workers and this process.
        raise DataError(
            f"The Dask cluster failed ({type(error).__name__}). Scheduler and workers need the same Dateline, "
            "started from its folder: see docs/scale.md. What was kept stays; the same command goes on from there."
        ) from error
    alone = [
        _result(client, (one,), client.submit(read_batch, (one,), model, pure=False), model) for one in batch
    ]
    return Outcome(alone[0].made_by, tuple(result for outcome in alone for result in outcome.results))
