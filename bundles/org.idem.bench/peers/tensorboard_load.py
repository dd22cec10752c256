"""Loads event files as TensorBoard does, and says how long that took and how many points it keeps.

usage: tensorboard_load.py FOLDER
"""

import json
import sys
import time

from tensorboard.backend.event_processing import event_accumulator

began = time.perf_counter()
worked = time.process_time()
events = event_accumulator.EventAccumulator(sys.argv[1])
events.Reload()
tags = events.Tags()["scalars"]
kept = sum(len(events.Scalars(tag)) for tag in tags)
print(json.dumps({
    "mode": "tensorboard",
    "ms": round(1000 * (time.perf_counter() - began), 1),
    "cpu_ms": round(1000 * (time.process_time() - worked), 1),
    "tags": len(tags),
    "points_kept": kept,
}))
