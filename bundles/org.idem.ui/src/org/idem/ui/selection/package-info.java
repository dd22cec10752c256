/**
 * What the workbench's one selection is made of beside runs and files: images, identities and pairs of faces. Views take
 * what they show from the selection of any part, by {@code Adapters.adapt(element, FaceImage.class)} and its like.
 */
package org.idem.ui.selection;
