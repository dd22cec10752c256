package org.idem.train.tensor;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;

/**
 * Graphics cards for tests on machines without one. Their memory and arithmetic are the host's; their rules are a
 * card's, and they hold for every operator of libtorch, called by this package, by DJL's blocks or by autograd:
 *
 * <ul>
 *   <li>tensors of one device only, but for single numbers of the host, dimension 0;
 *   <li>what an operator makes is on the device of its operands, and what it makes of nothing is the host's, unless this
 *       package allocated it for a card;
 *   <li>nothing is copied to or from a card, or waits for it, but by a {@link HostTransfer};
 *   <li>no operator takes memory that a copy of another stream may still write ({@link SimulatedCopyStream});
 *   <li>the host reads no address of a card: {@link #requireHost}.
 * </ul>
 *
 * <p>A violation is thrown on its thread as soon as the operator is done: when its result becomes a tensor of this package,
 * at the latest when the {@link TensorScope} ends. Its stack trace is that of the operator.
 */
final class SimulatedCards {
    /** Operators whose result is a number or a size that only the device knows, for which the host waits. */
    private static final Set<String> WAITING = Set.of(
            "aten::item",
            "aten::_local_scalar_dense",
            "aten::is_nonzero",
            "aten::equal",
            "aten::allclose",
            "aten::nonzero",
            "aten::masked_select",
            "aten::unique_consecutive",
            "aten::_unique2",
            "aten::repeat_interleave");

    /** Operators that look at no memory. */
    private static final Set<String> VIEWS = Set.of("aten::narrow", "aten::view", "aten::slice", "aten::detach");

    /** Device of every storage that is or was a card's, by the address of libtorch's record of it. */
    private static final Map<Long, Device> OWNERS = new ConcurrentHashMap<>();

    private static final ThreadLocal<Context> CONTEXT = ThreadLocal.withInitial(Context::new);
    private static volatile boolean observing;

    private SimulatedCards() {}

    /** What a thread is about to do, and did. */
    private static final class Context {
        /** Device of what an operator without operands makes. */
        private Device factory = Device.CPU;

        private boolean transferring;
        /** Device of what the running operator makes. */
        private Device running = Device.CPU;

        private IllegalStateException violation;
    }

    /** Begins to watch over this process, once. */
    static synchronized void observe() {
        if (!observing) {
            OperatorObserver.install(new Watch());
            observing = true;
            requireSeen();
        }
    }

    /** The observer rests on how libtorch lays out its records: where that is another, no rule would hold. */
    private static void requireSeen() {
        Device card = new Device(Device.Kind.SIMULATED, 0);
        Tensor made = allocate(card, () -> org.bytedeco.pytorch.global.torch.zeros(1));
        boolean followed = deviceOf(made.add(made)).equals(card);
        if (!followed) {
            throw new IllegalStateException(
                    "Operators of libtorch " + Libtorch.version() + " cannot be observed; simulated cards need 2.7");
        }
    }

    /** Makes memory of a card by an operator without operands. */
    static Tensor allocate(Device card, Supplier<Tensor> factory) {
        Context context = CONTEXT.get();
        context.factory = card;
        try {
            return factory.get();
        } finally {
            context.factory = Device.CPU;
        }
    }

    /** Runs a named transfer, in which tensors of two devices may meet. */
    static void transfer(Runnable copy) {
        Context context = CONTEXT.get();
        context.transferring = true;
        try {
            copy.run();
        } finally {
            context.transferring = false;
        }
    }

    /** The simulated card whose memory a tensor has, or the processor. */
    static Device deviceOf(Tensor t) {
        if (!observing || !t.defined() || !t.has_storage()) {
            return Device.CPU;
        }
        return OWNERS.getOrDefault(t.storage().unsafeGetStorageImpl().address(), Device.CPU);
    }

    /** Throws what an operator of the calling thread violated, if any did. */
    static void check() {
        if (!observing) {
            return;
        }
        Context context = CONTEXT.get();
        IllegalStateException violation = context.violation;
        if (violation != null) {
            context.violation = null;
            throw violation;
        }
    }

    private static final class Watch implements OperatorObserver.Listener {
        @Override
        public void start(String operator, List<Tensor> inputs) {
            Context context = CONTEXT.get();
            List<Tensor> operands = inputs.stream().filter(Tensor::defined).toList();
            context.running = operands.isEmpty() ? context.factory : commonDevice(operands);
            if (!context.transferring && context.violation == null) {
                context.violation = violation(operator, operands, context.running);
                context.violation = context.violation == null ? early(operator, operands) : context.violation;
            }
        }

        /** What takes memory while a copy on another stream may write it; views do not. */
        private static IllegalStateException early(String operator, List<Tensor> operands) {
            if (VIEWS.contains(operator)) {
                return null;
            }
            for (Tensor operand : operands) {
                String why = operand.has_storage() && !deviceOf(operand).isHost()
                        ? SimulatedCopyStream.use(
                                operand.storage().unsafeGetStorageImpl().address())
                        : null;
                if (why != null) {
                    return new IllegalStateException(operator + " " + why);
                }
            }
            return null;
        }

        @Override
        public boolean matters(String operator) {
            return WAITING.contains(operator);
        }

        /** Such as the search for the places of a mask, within an assignment by it. */
        @Override
        public void startInner(String operator) {
            Context context = CONTEXT.get();
            if (!context.transferring && !context.running.isHost() && context.violation == null) {
                context.violation = waits(operator, context.running);
            }
        }

        private static IllegalStateException waits(String operator, Device device) {
            return new IllegalStateException(
                    operator + " makes the host wait for " + device + " outside a named transfer");
        }

        /** Device of the first operand that is more than a number of the host. */
        private static Device commonDevice(List<Tensor> operands) {
            return operands.stream()
                    .filter(operand -> !isHostNumber(operand))
                    .findFirst()
                    .map(SimulatedCards::deviceOf)
                    .orElse(Device.CPU);
        }

        private static boolean isHostNumber(Tensor operand) {
            return operand.dim() == 0 && deviceOf(operand).isHost();
        }

        private static IllegalStateException violation(String operator, List<Tensor> operands, Device device) {
            boolean inPlace = operator.endsWith("_");
            for (int i = 0; i < operands.size(); i++) {
                Tensor operand = operands.get(i);
                boolean mayDiffer = isHostNumber(operand) && !(inPlace && i == 0);
                if (!mayDiffer && !deviceOf(operand).equals(device)) {
                    return new IllegalStateException(operator + " mixes tensors of different devices: "
                            + operands.stream()
                                    .map(tensor -> deviceOf(tensor).toString())
                                    .collect(Collectors.joining(", ")));
                }
            }
            return device.isHost() || !WAITING.contains(operator) ? null : waits(operator, device);
        }

        @Override
        public void end(List<Tensor> outputs) {
            Context context = CONTEXT.get();
            if (context.transferring) {
                // A copy leaves both where they are.
                return;
            }
            for (Tensor output : outputs) {
                if (output.defined() && output.has_storage()) {
                    setOwner(output.storage().unsafeGetStorageImpl().address(), context.running);
                }
            }
        }

        private static void setOwner(long storage, Device device) {
            if (device.isHost()) {
                OWNERS.remove(storage);
            } else {
                OWNERS.put(storage, device);
            }
        }
    }
}
