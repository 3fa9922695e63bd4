// SPDX-License-Identifier: Apache-2.0
/** Stands for the services by which people are told, and keeps what came. */
@NullMarked
package org.rekindle.lab.messages;

import org.jspecify.annotations.NullMarked;
