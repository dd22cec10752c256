package org.idem.data.image;

/**
 * One decoded component.
 *
 * @param samples whole blocks, row by row
 * @param stride samples from one row to the next
 * @param width samples that belong to the picture
 * @param height rows that belong to the picture
 * @param halfWidth whether it has half as many columns as the picture
 * @param halfHeight whether it has half as many rows
 */
record JpegPlane(byte[] samples, int stride, int width, int height, boolean halfWidth, boolean halfHeight) {}
