package org.idem.train.process;

import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where rank 0 listens for the heartbeats of the others.
 *
 * @param hosts addresses of its machine, in the order in which they are worth a try
 * @param port number of the port
 * @param password of this training, so that nobody else joins
 */
record HeartbeatAddress(List<String> hosts, int port, String password) implements Serializable {
    private static final long serialVersionUID = 1L;

    HeartbeatAddress {
        hosts = List.copyOf(hosts);
    }

    /** All addresses of this machine; those that lead nowhere but to itself last. */
    static List<String> ownHosts() throws IOException {
        List<String> far = new ArrayList<>();
        List<String> near = new ArrayList<>();
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (!network.isUp()) {
                continue;
            }
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                boolean own = address.isLoopbackAddress() || address.isLinkLocalAddress();
                (own ? near : far).add(address.getHostAddress());
            }
        }
        far.addAll(near);
        return far;
    }
}
