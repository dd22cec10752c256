/** The views Image and Identity, which follow the selection of every part. */
package org.idem.ui.data.views;
