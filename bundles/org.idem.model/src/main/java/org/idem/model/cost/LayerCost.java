package org.idem.model.cost;

import org.idem.model.Layer;
import org.idem.model.ValueShape;

/**
 * What one layer costs for one image.
 *
 * @param layer the layer
 * @param output shape of what it makes
 * @param parameters number of its trainable values
 * @param multiplyAdds multiplications that are added up on the way forward; those of the way back are about twice as many
 * @param activationBytes bytes that a training pass in fp32 keeps of it: its output where a way back needs that, and what
 *     it keeps for its own
 * @param halfActivationBytes the same in bfloat16
 */
public record LayerCost(
        Layer layer,
        ValueShape output,
        long parameters,
        long multiplyAdds,
        long activationBytes,
        long halfActivationBytes) {}
