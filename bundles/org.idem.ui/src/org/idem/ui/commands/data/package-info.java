/** What is done with data sets and their images. */
package org.idem.ui.commands.data;
