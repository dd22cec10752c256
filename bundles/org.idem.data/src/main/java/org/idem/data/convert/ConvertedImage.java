package org.idem.data.convert;

/**
 * One image on its way into another set.
 *
 * @param number the record's key in RecordIO, else the position in the set, from 1; not unique where the set is damaged
 * @param label identity, counted from 0
 * @param width of the picture in pixels
 * @param height of the picture in pixels
 * @param ending of a file with these bytes, such as {@code jpg}
 * @param bytes encoded picture
 */
record ConvertedImage(int number, int label, int width, int height, String ending, byte[] bytes) {}
