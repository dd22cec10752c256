package org.idem.data.convert;

/**
 * One pair on its way into another set.
 *
 * @param number of the pair in the set that is read, from 0
 * @param flipped whether both pictures are mirrored
 * @param same whether both show one person
 * @param first encoded picture
 * @param second encoded picture
 */
record ConvertedPair(int number, boolean flipped, boolean same, byte[] first, byte[] second) {}
