package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.idem.core.Units;
import org.idem.devices.ComputeDevice;
import org.idem.devices.DeviceList;

/** Devices as people and as programs read them. */
final class DevicesOutput {
    private final DeviceList list;

    DevicesOutput(DeviceList list) {
        this.list = list;
    }

    ObjectNode json() {
        ObjectNode node = JsonOutput.object();
        node.put("chosen", list.chosen());
        ArrayNode devices = node.putArray("devices");
        for (ComputeDevice device : list.devices()) {
            devices.addObject()
                    .put("id", device.id())
                    .put("name", device.name())
                    .put("memory", device.memory())
                    .put("free", device.free())
                    .put("driver", device.driver())
                    .put("usable", device.usable())
                    .put("reason", device.reason());
        }
        ArrayNode notes = node.putArray("notes");
        list.notes().forEach(notes::add);
        return node;
    }

    List<String> lines() {
        int width = list.devices().stream()
                .mapToInt(device -> device.name().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (ComputeDevice device : list.devices()) {
            String memory = device.memory() == 0
                    ? ""
                    : Units.bytes(device.free()) + " of " + Units.bytes(device.memory()) + " free";
            String driver = device.driver() == null ? "" : "driver " + device.driver();
            lines.add(String.format(
                            Locale.ROOT,
                            "%-8s %-" + Math.max(1, width) + "s  %-26s  %-18s  %s",
                            device.id(),
                            device.name(),
                            memory,
                            driver,
                            state(device))
                    .stripTrailing());
            if (!device.usable()) {
                lines.add("         " + device.reason());
            }
        }
        lines.addAll(list.notes());
        return lines;
    }

    private String state(ComputeDevice device) {
        if (!device.usable()) {
            return "not usable";
        }
        return device.id().equals(list.chosen()) ? "usable, taken by Global.device: auto" : "usable";
    }
}
