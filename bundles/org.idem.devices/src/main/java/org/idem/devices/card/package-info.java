/** The cards of a machine: what the driver says of them, which are plugged in, and which a process sees. */
package org.idem.devices.card;
