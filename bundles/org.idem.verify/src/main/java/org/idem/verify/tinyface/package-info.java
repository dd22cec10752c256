/** TinyFace: faces of few pixels are looked for among those of the same people and of many others. */
package org.idem.verify.tinyface;
