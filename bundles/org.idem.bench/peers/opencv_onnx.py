"""Embeds images with an exported network in OpenCV DNN, one network for batches of changing size.

Images are float32, little-endian, [n, 3, size, size], in a file; each batch takes the next ones. Prints a line of JSON
for each batch, "mode" its number, with the embeddings. Needs opencv-python-headless.
"""
import argparse
import json

import cv2
import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("--model", required=True)
parser.add_argument("--images", required=True)
parser.add_argument("--side", type=int, required=True)
parser.add_argument("--sizes", required=True, help="batch sizes, separated by commas")
arguments = parser.parse_args()

images = np.fromfile(arguments.images, "<f4").reshape(-1, 3, arguments.side, arguments.side)
network = cv2.dnn.readNetFromONNX(arguments.model)
at = 0
for number, size in enumerate(int(text) for text in arguments.sizes.split(",")):
    network.setInput(np.ascontiguousarray(images[at : at + size]))
    embeddings = network.forward()
    at += size
    line = {"mode": str(number), "version": cv2.__version__, "embeddings": embeddings.astype(float).ravel().tolist()}
    print(json.dumps(line), flush=True)
