/**
 * Judging a model: what makes embeddings of faces, the protocols over them, and their results, with every pair known by
 * its number in the verification set as it is on disk.
 */
package org.idem.verify;
