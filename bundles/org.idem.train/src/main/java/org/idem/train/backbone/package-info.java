/**
 * The networks that turn a face crop into an embedding. A network is written down once, as a graph of layers with
 * PLSC's parameter names; the trainable DJL block and the exported model are both made from it.
 */
package org.idem.train.backbone;
