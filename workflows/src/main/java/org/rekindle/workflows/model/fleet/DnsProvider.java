// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Where the records of public names are kept, for a run that sets them itself. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Rfc2136Provider.class, name = "rfc2136"),
    @JsonSubTypes.Type(value = DesignateProvider.class, name = "designate")
})
public sealed interface DnsProvider permits Rfc2136Provider, DesignateProvider {

    /** As people know it, for the end of a sentence. */
    String place();

    /**
     * Addresses and networks, such as {@code 198.51.100.0/24}: a record that leads elsewhere is not replaced, and none is set to an
     * address elsewhere.
     */
    List<String> within();
}
