/** What is done with the runs of a list: opened, compared, replayed, named, tagged, put away. */
package org.idem.ui.commands.runs;
