from .client import ChatClient, complete
from .factory import get_chat, get_judge
from .settings import Model
