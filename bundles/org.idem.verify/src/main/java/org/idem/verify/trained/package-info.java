/** From the faces of a pair to the people that a model was trained on. */
package org.idem.verify.trained;
