/**
 * What a launcher and an engine process say to each other. The launcher sends one {@link org.idem.protocol.Request}; the
 * process answers with any number of progress reports and one end, each a {@link org.idem.protocol.Reply} on a line of
 * JSON in UTF-8. {@link org.idem.protocol.EngineService} is the engine's side of it, org.idem.launch the launcher's.
 *
 * <p>To add something that an engine process does, add a record to {@code Request}, one to {@code Reply}, and the case to
 * the main class that handles it.
 */
package org.idem.protocol;
