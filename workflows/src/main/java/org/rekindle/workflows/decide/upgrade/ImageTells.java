// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.stream.Stream;

/** Magnum takes the version from the image's property {@code kube_version}, and refuses a template whose image has none. */
final class ImageTells implements Rule {

    @Override
    public Stream<Finding> about(Hop hop) {
        return hop.to().template().imageId() != null
                ? Stream.empty()
                : Stream.of(new Finding(
                        "image tells",
                        Verdict.CANNOT_KNOW,
                        "The project does not see the image of template "
                                + hop.to().template().name() + ".",
                        "Name the template by its UUID, or have the image shared with the project."));
    }
}
