/**
 * Looks for what is wrong with the people of a set: embeddings of all images in a file, centroids, and what lies where it
 * should not. Pure Java but for the product of tiles, which whoever calls brings along.
 */
package org.idem.verify.doctor;
