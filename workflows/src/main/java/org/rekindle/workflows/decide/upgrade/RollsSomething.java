// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.stream.Stream;
import org.rekindle.workflows.decide.compatibility.Compatibility;
import org.rekindle.workflows.model.Template;

/** Certificates are renewed by new machines, and machines are made anew only where their image, version or chart changes. */
final class RollsSomething implements Rule {

    @Override
    public Stream<Finding> about(Hop hop) {
        Template to = hop.to().template();
        Template from = hop.from();
        if (hop.first() && hop.cluster().templateId().equals(to.uuid())) {
            return refused("The cluster already has template " + to.name() + ".");
        }
        if (from == null || from.imageId() == null) {
            return hop.current().equals(hop.target()) ? cannotKnow(to) : Stream.empty();
        }
        if (!from.imageId().equals(to.imageId())) {
            return Stream.empty();
        }
        return Compatibility.chartOf(from).equals(Compatibility.chartOf(to))
                ? refused("Template " + to.name() + " has the image and the chart that the cluster has already, so no"
                        + " machine would be made anew.")
                : Stream.empty();
    }

    /** Another version has another image, whatever it is. */
    private static Stream<Finding> cannotKnow(Template to) {
        return Stream.of(new Finding(
                "rolls something",
                Verdict.CANNOT_KNOW,
                "The project does not see the image that the cluster has, so it is not known whether the one of template "
                        + to.name() + ", of the same version, is another.",
                "The operators of the cloud can tell, or share the template and its image with the project."));
    }

    private static Stream<Finding> refused(String fact) {
        return Stream.of(
                new Finding(
                        "rolls something",
                        Verdict.REFUSES,
                        fact,
                        "A template with another image of the same version would renew the certificates and change nothing else."));
    }
}
