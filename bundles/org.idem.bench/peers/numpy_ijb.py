"""Scores a benchmark of IJB-C's layout from embeddings.npy as people do it with NumPy: a loop over templates, a loop over
their media, pairs in chunks, and a sorted ROC. Prints one line of JSON."""

import argparse
import json
import time

import numpy as np

CHUNK = 100_000


def templates_of(features, template_ids, media_ids):
    names = np.unique(template_ids)
    pooled = np.zeros((len(names), features.shape[1]))
    for place, name in enumerate(names):
        (rows,) = np.where(template_ids == name)
        own, media = features[rows], media_ids[rows]
        means = [own[media == medium].mean(axis=0) for medium in np.unique(media)]
        pooled[place] = np.sum(means, axis=0)
    pooled /= np.linalg.norm(pooled, axis=1, keepdims=True)
    return names, pooled


def tar_at(scores, labels, far):
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(labels[order])
    misses = np.cumsum(1 - labels[order])
    last = np.append(np.diff(scores[order]) != 0, True)
    fpr, tpr = misses[last] / misses[-1], hits[last] / hits[-1]
    nearest = np.abs(fpr - far)
    return float(tpr[nearest == nearest.min()].max())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", required=True)
    root = parser.parse_args().root
    started = time.perf_counter()
    with open(f"{root}/meta/ijbc_face_tid_mid.txt") as lines:
        faces = np.array([line.split()[1:] for line in lines], dtype=np.int64)
    with open(f"{root}/meta/ijbc_name_5pts_score.txt") as lines:
        detector = np.array([line.split()[-1] for line in lines], dtype=np.float32)
    pairs = np.fromfile(f"{root}/meta/ijbc_template_pair_label.txt", dtype=np.int64, sep=" ").reshape(-1, 3)
    rows = np.load(f"{root}/embeddings.npy")
    half = rows.shape[1] // 2
    features = (rows[:, :half] + rows[:, half:]) * detector[:, None]
    names, pooled = templates_of(features, faces[:, 0], faces[:, 1])
    place = np.zeros(names.max() + 1, dtype=np.int64)
    place[names] = np.arange(len(names))
    scores = np.zeros(len(pairs))
    for begin in range(0, len(pairs), CHUNK):
        part = pairs[begin : begin + CHUNK]
        scores[begin : begin + CHUNK] = np.sum(pooled[place[part[:, 0]]] * pooled[place[part[:, 1]]], axis=1)
    tar = tar_at(scores, pairs[:, 2], 1e-4)
    print(json.dumps({"mode": "ijb", "seconds": time.perf_counter() - started, "tar": tar}))


if __name__ == "__main__":
    main()
