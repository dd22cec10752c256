"""What OpenCV needs for the input of a face network: decode, mirror every other image, float32 channels first.

Prints a line of JSON for each way: "plain", as PLSC's transforms are written with NumPy, and "blob", the fastest
that OpenCV offers. Needs opencv-python-headless.
"""
import argparse
import json
import struct
import time

import cv2
import numpy as np

FRAME = struct.Struct("<II")
LENGTH = (1 << 29) - 1
HEADER = 24


def images_of(path):
    """The encoded images of a RecordIO file."""
    data = open(path, "rb").read()
    at, images = 0, []
    while at + FRAME.size <= len(data):
        length = FRAME.unpack_from(data, at)[1] & LENGTH
        payload = data[at + FRAME.size : at + FRAME.size + length]
        flag = struct.unpack_from("<I", payload)[0]
        image = payload[HEADER + 4 * flag :]
        if image:
            images.append(np.frombuffer(image, np.uint8))
        at += FRAME.size + (length + 3 & ~3)
    return images


def plain(image, mirror, out):
    rgb = cv2.imdecode(image, cv2.IMREAD_COLOR)[:, :, ::-1]
    if mirror:
        rgb = cv2.flip(rgb, 1)
    values = (rgb.astype(np.float32) * np.float32(1 / 255) - np.float32(0.5)) / np.float32(0.5)
    out[...] = values.transpose(2, 0, 1)


def blob(image, mirror, out):
    bgr = cv2.imdecode(image, cv2.IMREAD_COLOR)
    if mirror:
        bgr = cv2.flip(bgr, 1)
    size = bgr.shape[1], bgr.shape[0]
    out[...] = cv2.dnn.blobFromImage(bgr, 1 / 127.5, size, (127.5, 127.5, 127.5), swapRB=True)[0]


def measure(way, images, seconds):
    first = cv2.imdecode(images[0], cv2.IMREAD_COLOR)
    out = np.empty((3, *first.shape[:2]), np.float32)
    start, cpu, done = time.perf_counter(), time.process_time(), 0
    while time.perf_counter() - start < seconds:
        for _ in range(64):
            way(images[done % len(images)], done & 1, out)
            done += 1
    return {"images": done, "seconds": time.perf_counter() - start, "cpu_seconds": time.process_time() - cpu}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--images", required=True)
    parser.add_argument("--seconds", type=float, default=5)
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    images = images_of(arguments.images)
    for way in (plain, blob):
        print(json.dumps({"mode": way.__name__, **measure(way, images, arguments.seconds)}), flush=True)


if __name__ == "__main__":
    main()
