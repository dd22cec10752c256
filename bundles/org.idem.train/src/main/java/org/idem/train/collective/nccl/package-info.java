/** Collective operations between graphics cards by NVIDIA's library for them, NCCL. */
package org.idem.train.collective.nccl;
