"""The picture that goes along when somebody shares a page: drawn from its title, its type and the brand."""
