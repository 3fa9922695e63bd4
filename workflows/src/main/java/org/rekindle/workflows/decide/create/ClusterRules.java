// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.create;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.CreateFacts;
import org.rekindle.workflows.model.FlavorStock;
import org.rekindle.workflows.model.Shape;

/** What Magnum asks of a create whatever template it names. */
final class ClusterRules {

    /** Recording 049; the length is that of Magnum's column. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_.-]{0,241}");

    private ClusterRules() {}

    static List<String> objections(String name, Shape shape, CreateFacts facts) {
        List<String> objections = new ArrayList<>();
        if (!NAME.matcher(name).matches()) {
            objections.add("The name " + name
                    + " is none that Magnum takes: a letter, then letters, digits, dots, dashes" + " and underscores.");
        }
        masters(shape.masterCount(), objections);
        CreateIsValid.flavors(shape).forEach(flavor -> flavor(flavor, facts.flavors(), objections));
        there("keypair", "user", shape.keypair(), facts.keypairs(), objections);
        there("network", "project", shape.fixedNetwork(), facts.networks(), objections);
        there("subnet", "project", shape.fixedSubnet(), facts.subnets(), objections);
        return objections;
    }

    /** Recordings 054 and 055. */
    private static void masters(int count, List<String> objections) {
        if (count < 1) {
            objections.add("The control plane has " + count + " machines; there must be one at least.");
        } else if (count % 2 == 0) {
            objections.add("The control plane has " + count + " machines; their number must not be even.");
        }
    }

    /** Recording 052, and the driver's own least size. */
    private static void flavor(String name, List<FlavorStock> flavors, List<String> objections) {
        FlavorStock found = flavors.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
        if (found == null) {
            objections.add("The project does not see the flavor " + name + ".");
        } else if (found.vcpus() < 2 || found.ram() < 2048) {
            objections.add("The flavor " + name + " has " + found.vcpus() + " cores and " + found.ram()
                    + " MiB of RAM; the driver refuses less than 2 cores and 2048 MiB.");
        }
    }

    /** Recordings 051 and 053; the subnet is looked up in the same way. */
    private static void there(
            String what, String whose, @Nullable String name, List<String> seen, List<String> objections) {
        if (name != null && !name.isBlank() && !seen.contains(name)) {
            objections.add("The " + whose + " has no " + what + " " + name + ".");
        }
    }
}
