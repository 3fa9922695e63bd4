// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.create;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.CreateFacts;
import org.rekindle.workflows.model.observation.FlavorStock;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** What Magnum asks of a create whatever template it names. */
final class ClusterRules {

    /** Recording 049; the length is that of Magnum's column. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_.-]{0,241}");

    private ClusterRules() {}

    static List<Reason> objections(String name, Shape shape, CreateFacts facts) {
        List<Reason> objections = new ArrayList<>();
        if (!NAME.matcher(name).matches()) {
            objections.add(Reason.of(ReasonCode.CREATE_NAME, "name", name));
        }
        masters(shape.masterCount(), objections);
        CreateIsValid.flavors(shape).forEach(flavor -> flavor(flavor, facts.flavors(), objections));
        there(ReasonCode.CREATE_KEYPAIR_UNKNOWN, shape.keypair(), facts.keypairs(), objections);
        there(ReasonCode.CREATE_NETWORK_UNKNOWN, shape.fixedNetwork(), facts.networks(), objections);
        there(ReasonCode.CREATE_SUBNET_UNKNOWN, shape.fixedSubnet(), facts.subnets(), objections);
        return objections;
    }

    /** Recordings 054 and 055. */
    private static void masters(int count, List<Reason> objections) {
        if (count < 1) {
            objections.add(Reason.of(ReasonCode.CREATE_NO_CONTROL_PLANE, "machines", count));
        } else if (count % 2 == 0) {
            objections.add(Reason.of(ReasonCode.CREATE_EVEN_CONTROL_PLANE, "machines", count));
        }
    }

    /** Recording 052, and the driver's own least size. */
    private static void flavor(String name, List<FlavorStock> flavors, List<Reason> objections) {
        FlavorStock found = flavors.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
        if (found == null) {
            objections.add(Reason.of(ReasonCode.CREATE_FLAVOR_UNKNOWN, "flavor", name));
        } else if (found.vcpus() < 2 || found.ram() < 2048) {
            objections.add(Reason.of(ReasonCode.CREATE_FLAVOR_SMALL, "flavor", name)
                    .with("cores", found.vcpus())
                    .with("ram", found.ram()));
        }
    }

    /** Recordings 051 and 053; the subnet is looked up in the same way. */
    private static void there(ReasonCode unknown, @Nullable String name, List<String> seen, List<Reason> objections) {
        if (name != null && !name.isBlank() && !seen.contains(name)) {
            objections.add(Reason.of(unknown, "name", name));
        }
    }
}
