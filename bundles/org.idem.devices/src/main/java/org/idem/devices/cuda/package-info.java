/**
 * The CUDA build of libtorch with the libraries it needs: which files those are, how they are fetched from a Maven
 * repository, where they stand, and with which environment an engine process uses them.
 */
package org.idem.devices.cuda;
