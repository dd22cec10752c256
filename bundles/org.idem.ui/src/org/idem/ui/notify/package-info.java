/** What happens in runs while their user looks elsewhere: told in a corner of the window, and marked in the list of runs. */
package org.idem.ui.notify;
