/** The page Identities of the data set editor: all people of a set as lines of a table. */
package org.idem.ui.data.identities;
