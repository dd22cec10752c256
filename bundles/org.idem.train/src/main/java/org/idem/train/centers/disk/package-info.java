/**
 * Blocks of bytes in a file larger than memory: read ahead, changed in memory, written back in the background, and kept
 * in the versions that checkpoints name.
 */
package org.idem.train.centers.disk;
