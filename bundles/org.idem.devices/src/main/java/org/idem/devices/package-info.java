/**
 * What a machine can compute with: its processors and its cards, what the driver of the cards says of them, and which of
 * them a training may use. Nothing here loads libtorch.
 */
package org.idem.devices;
