/**
 * Margin heads and losses: from the cosine of an embedding with a class center to its logit and back, in closed form.
 */
package org.idem.train.margin;
