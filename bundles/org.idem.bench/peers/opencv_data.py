"""What a script of the field does with a training set of MXNet records: convert it to an image list, or check it.

"reencode" decodes each record with OpenCV, encodes it as JPEG of quality 100 and writes file and line, as PLSC's converter
does; "check" decodes each record and hashes its bytes. Prints a line of JSON for each way. Needs
opencv-python-headless.
"""
import argparse
import hashlib
import json
import os
import shutil
import struct
import tempfile
import time

import cv2
import numpy as np

HEADER = struct.Struct("<IfQQ")


def records(path):
    """Number, label and bytes of each image, by the index."""
    index = [line.split("\t") for line in open(path[:-3] + "idx")]
    with open(path, "rb") as file:
        for key, offset in sorted((int(key), int(offset)) for key, offset in index):
            file.seek(offset)
            length = struct.unpack("<II", file.read(8))[1] & ((1 << 29) - 1)
            payload = file.read(length)
            flag, label, _, _ = HEADER.unpack_from(payload)
            image = payload[HEADER.size + 4 * flag :]
            if image:
                yield key, int(label), image


def write(path, folder):
    os.makedirs(folder + "/images")
    count = 0
    with open(folder + "/label.txt", "w") as lines:
        for key, label, image in records(path):
            name = "images/%08d.jpg" % key
            picture = cv2.imdecode(np.frombuffer(image, np.uint8), cv2.IMREAD_COLOR)
            cv2.imwrite(folder + "/" + name, picture, [cv2.IMWRITE_JPEG_QUALITY, 100])
            lines.write("%s\t%d\n" % (name, label))
            count += 1
    return count


def check(path, _):
    seen, count = {}, 0
    for key, _, image in records(path):
        if cv2.imdecode(np.frombuffer(image, np.uint8), cv2.IMREAD_COLOR) is None:
            raise SystemExit("damaged: %d" % key)
        seen.setdefault(hashlib.md5(image).digest(), []).append(key)
        count += 1
    return count


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--images", required=True)
    arguments = parser.parse_args()
    for mode, way in {"reencode": write, "check": check}.items():
        folder = tempfile.mkdtemp()
        start = time.perf_counter()
        count = way(arguments.images, folder + "/out")
        seconds = time.perf_counter() - start
        shutil.rmtree(folder)
        print(json.dumps({"mode": mode, "images": count, "seconds": seconds}), flush=True)


main()
