// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import org.rekindle.workflows.model.observation.ClusterUuid;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the UUID of a cluster as a person writes it. */
final class ClusterUuidConverter implements ITypeConverter<ClusterUuid> {

    @Override
    public ClusterUuid convert(String value) {
        ClusterUuid uuid = ClusterUuid.read(value);
        if (uuid == null) {
            throw new TypeConversionException(
                    "it takes the UUID that the cluster had in Magnum, and \"" + value + "\" is none.");
        }
        return uuid;
    }
}
