/**
 * Faces of people who do not exist, drawn from numbers: the identity decides shapes, the image decides pose, light,
 * expression, blur, noise and what covers the face. Whole face sets of them, ready to train on.
 */
package org.idem.faces;
