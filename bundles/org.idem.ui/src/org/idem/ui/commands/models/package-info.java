/** What is done with what a training has learned: verified, exported, reported, looked into. */
package org.idem.ui.commands.models;
