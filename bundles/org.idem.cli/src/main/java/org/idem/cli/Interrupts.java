package org.idem.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Turns Ctrl-C and SIGTERM into a wish that the running command learns of, instead of the end of the process. Java has
 * one way to do so, {@code sun.misc.Signal} of module {@code jdk.unsupported}, which javac lets nobody name without a
 * warning: so it is found by name, and where it is missing the signals stay the system's.
 */
final class Interrupts {
    private static final System.Logger LOG = System.getLogger(Interrupts.class.getName());

    private static final int PATIENCE = 2;

    private Interrupts() {}

    static void deliverTo(Console console) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object listener = Proxy.newProxyInstance(
                    Interrupts.class.getClassLoader(),
                    new Class<?>[] {handler},
                    (proxy, method, arguments) -> hear(console, method));
            Method handle = signal.getMethod("handle", signal, handler);
            for (String name : List.of("INT", "TERM")) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
            }
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "signals stay the system's", e);
        }
    }

    /** The third time nothing is asked any more. */
    private static Object hear(Console console, Method method) {
        if (method.getName().equals("handle")) {
            console.interrupt();
            if (console.interrupts() > PATIENCE) {
                Runtime.getRuntime().halt(Failures.CANCELLED);
            }
        }
        return null;
    }
}
