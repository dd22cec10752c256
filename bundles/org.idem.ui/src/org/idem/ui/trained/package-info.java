/** From a pair of a verification set to the people of the training set who look like its faces. */
package org.idem.ui.trained;
